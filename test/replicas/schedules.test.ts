import { openReplicas } from './open-replicas.ts';
import { describeSchedules } from './schedule-suite.ts';

describeSchedules('a log in memory', openReplicas);
