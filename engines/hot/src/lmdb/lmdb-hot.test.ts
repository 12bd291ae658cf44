import { describeHotState } from '../conformance.ts';
import { engine } from '../testing/lmdb-engine.ts';

describeHotState(engine);
