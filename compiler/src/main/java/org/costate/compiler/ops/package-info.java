/** The elementary operations: name, arity, value and derivative of each in one place, written once for numbers and for expressions. */
package org.costate.compiler.ops;
