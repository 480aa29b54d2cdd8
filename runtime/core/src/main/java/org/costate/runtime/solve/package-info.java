/** What all solvers share: how they are called, how they stop, and what they report. */
package org.costate.runtime.solve;
