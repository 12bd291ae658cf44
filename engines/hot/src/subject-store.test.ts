import { describeIdentity } from '@jianchat/identity/conformance';
import { subjectsInHotState } from './subject-store.ts';
import { engine } from './testing/lmdb-engine.ts';

describeIdentity({
  name: `hot state in ${engine.name}`,
  async open() {
    const place = await engine.create();
    const hot = await engine.open(place.address);
    return {
      store: subjectsInHotState(hot),
      async close() {
        await hot.close();
        await place.remove();
      },
    };
  },
});
