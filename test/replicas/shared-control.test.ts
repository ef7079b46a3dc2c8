import { openReplicas } from './open-replicas.ts';
import { describeSharedControl } from './shared-control-suite.ts';

describeSharedControl('a log in memory', openReplicas);
