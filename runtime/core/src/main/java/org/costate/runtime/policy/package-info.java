/** Feedback laws. */
package org.costate.runtime.policy;
