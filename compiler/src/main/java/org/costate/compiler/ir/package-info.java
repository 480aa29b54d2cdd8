/**
 * The typed expression graph that all later passes work on.
 *
 * <p>Nodes are scalars, made and shared by an {@link org.costate.compiler.ir.ExprBuilder}: two nodes of one builder are equal exactly when
 * they are the same object. A node's id is larger than its operands' ids, so ascending ids are a topological order and no pass needs
 * recursion. What should not be expanded to scalars stays a {@link org.costate.compiler.ir.Call} of a {@link
 * org.costate.compiler.ir.Callee} with its own derivative rule.
 */
package org.costate.compiler.ir;
