/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.ops.Op;

/** What a builder asks before it makes a node: an equal, simpler one. Implemented by the simplifier. */
public interface NodeRewriter {
  /** Makes every node as it was asked for. */
  NodeRewriter NONE =
      new NodeRewriter() {
        @Override
        public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
          return Optional.empty();
        }

        @Override
        public Optional<Expr> choose(ExprBuilder builder, Expr condition, Expr whenTrue, Expr whenFalse) {
          return Optional.empty();
        }
      };

  Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands);

  Optional<Expr> choose(ExprBuilder builder, Expr condition, Expr whenTrue, Expr whenFalse);
}
