import { describeReports } from '../replicas/gathered-suite.ts';
import { describeSandboxes } from '../replicas/sandbox-suite.ts';
import { describeSchedules } from '../replicas/schedule-suite.ts';
import { describeSharedControl } from '../replicas/shared-control-suite.ts';
import { openPostgresReplicas } from './open-replicas.ts';

describeSandboxes('PostgreSQL', openPostgresReplicas);
describeSchedules('PostgreSQL', openPostgresReplicas);
describeSharedControl('PostgreSQL', openPostgresReplicas);
describeReports('PostgreSQL', openPostgresReplicas);
