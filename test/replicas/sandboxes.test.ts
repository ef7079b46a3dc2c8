import { openReplicas } from './open-replicas.ts';
import { describeSandboxes } from './sandbox-suite.ts';

describeSandboxes('a log in memory', openReplicas);
