/** Programs that are run for many cases at a time: each operation for all of them, then the next; see docs/batch.md. */
package org.costate.runtime.lanes;
