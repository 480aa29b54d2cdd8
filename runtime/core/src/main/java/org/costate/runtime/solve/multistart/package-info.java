/** Several solves of one problem from different guesses, with any method; derivation: docs/algorithms/multistart.md. */
package org.costate.runtime.solve.multistart;
