/** State and control sequences, and the rollout that makes one from the other. */
package org.costate.runtime.trajectory;
