/** Entries as programs that are run for many cases at a time: an alternative to code generation for the same graph. */
package org.costate.compiler.lanes;
