/** Methods that draw controls at random and need no derivatives; derivation: docs/algorithms/sampling.md. */
package org.costate.runtime.solve.sampling;
