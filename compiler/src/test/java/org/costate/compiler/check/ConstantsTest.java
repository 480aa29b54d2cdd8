/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions mean: a list of expression, shape and value. */
class ConstantsTest {
  private static final String GIVEN =
      "const a = [1, 2, 3]; const A = [1, 2; 3, 4]; const R = [1, 2, 3; 4, 5, 6]; function twice(x) = 2*x;"
          + " function shifted(p[3], by) { let w = p + by; return w[2:3]; }\n";

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
    // operators and precedence
    "1 + 2*3 | | 7", "(1 + 2)*3 | | 9", "2^3^2 | | 512", "-3^2 | | -9", "2^-1 | | 0.5", "7/2/7 | | 0.5",
    "4^0.5 | | 2", "4^-0.5 | | 0.5", "8^(1/3) | | 2", "(-2)^3 | | -8", "0^0 | | 1", "2^10 | | 1024",
    "if 1 < 2 then 3 else 4 | | 3", "if not (1 < 2) or 2 == 2 and 3 != 3 then 3 else 4 | | 4",
    "if 0 <= 1 < 2 then 1 else 0 | | 1", "if 0 <= 1 <= 0 then 1 else 0 | | 0", "if 3 > 2 > 1 then 1 else 0 | | 1",
    // arrays
    "[1, a, 9] | [5] | 1 1 2 3 9", "[a; a] | [2, 3] | 1 2 3 1 2 3", "[A, A] | [2, 4] | 1 2 1 2 3 4 3 4",
    "[A; A] | [4, 2] | 1 2 3 4 1 2 3 4", "[A; 5, 6] | [3, 2] | 1 2 3 4 5 6", "[5] | [1] | 5",
    "[i^2 for i in 1:3] | [3] | 1 4 9", "[[i, 2*i] for i in 1:2] | [2, 2] | 1 2 2 4",
    "[a for i in 1:1] | [1, 3] | 1 2 3", "[i for i in 1:2; 7, 8] | [2, 2] | 1 2 7 8",
    "[sum(i*j for j in 1:i) for i in 1:3] | [3] | 1 6 18",
    // indices
    "a[2] | | 2", "a[2:3] | [2] | 2 3", "a[:] | [3] | 1 2 3", "A[2, 1] | | 3", "A[:, 2] | [2] | 2 4",
    "A[1, :] | [2] | 1 2", "R[1:2, 2:3] | [2, 2] | 2 3 5 6", "R[2, 1:2] | [2] | 4 5", "sum(a[1:0]) | | 0",
    "sum(a[4:3]) | | 0", "sum(a[1:i-1]*1 for i in 1:0) | | 0",
    "[if i > 1 then a[i-1] else 0 for i in 1:3] | [3] | 0 1 2",
    // products
    "a' * a | | 14", "a * a' | [3, 3] | 1 2 3 2 4 6 3 6 9", "A * A | [2, 2] | 7 10 15 22",
    "A * [1, 1] | [2] | 3 7", "[1, 1]' * A | [1, 2] | 4 6", "[1, 1]' * A * [1, 1] | | 10", "2*a | [3] | 2 4 6",
    "a .* a | [3] | 1 4 9", "a ./ [1, 2, 4] | [3] | 1 1 0.75", "a .^ 2 | [3] | 1 4 9", "2 .^ a | [3] | 2 4 8",
    "R' | [3, 2] | 1 4 2 5 3 6", "a'' | [3] | 1 2 3", "R * a | [2] | 14 32", "A \\ [5, 11] | [2] | 1 2",
    "A \\ A | [2, 2] | 1 0 0 1", "[0, 1; 1, 0] \\ [3, 4] | [2] | 4 3",
    // functions
    "twice(twice(3)) | | 12", "shifted(a, 1) | [2] | 3 4", "min(3, 1, 2) | | 1", "max(a) | | 3",
    "max(a, 2) | [3] | 2 2 3", "abs(-a) | [3] | 1 2 3", "clamp(a, 1.5, 2.5) | [3] | 1.5 2 2.5", "mod(-1, 3) | | 2",
    "mean(a) | | 2", "prod(a) | | 6", "sumsq(a) | | 14", "norm([3, 4]) | | 5", "hypot(3, 4) | | 5",
    "dot(a, a) | | 14", "cross([1, 0, 0], [0, 1, 0]) | [3] | 0 0 1", "diag(a)[2, 2] | | 2",
    "diag(A) | [2] | 1 4", "eye(2) | [2, 2] | 1 0 0 1", "zeros(2) | [2] | 0 0", "ones(1, 2) | [1, 2] | 1 1",
    "size(a) | | 3", "size(R) | | 6", "size(R, 1) | | 2", "size(R, 2) | | 3", "transpose(a) | [1, 3] | 1 2 3",
    "sum(R) | | 21", "sum(a[i]*i for i in 1:size(a)) | | 14", "floor(-0.5) | | -1", "round(2.5) | | 2",
    "max(i*(4 - i) for i in 1:3) | | 4", "inf | | Infinity", "cos(pi) | | -1", "1_000 | | 1000"})
  void meaning(String expression, String shape, String values) {
    CheckedFile file = Programs.checked(GIVEN + "const v = " + expression + ";");
    Tensor<Double> value = file.analysis().constants().constant(Programs.constant(file, "v"));
    assertEquals(shape == null ? "" : shape, value.shape().toString());
    List<Double> wanted = java.util.Arrays.stream(values.split(" ")).map(Double::valueOf).toList();
    for (int i = 0; i < wanted.size(); i++) {
      assertEquals(wanted.get(i), value.elements().get(i), 1e-15 * Math.abs(wanted.get(i)), expression);
    }
  }

  @Test
  void overridesReplaceScalarConstsAndWhatIsMadeOfThem() {
    String text = "const n = 3; const v[n] = 1; const twice = 2*n; const b = true;";
    CheckedFile file = Programs.checked(text, Map.of("n", 5.0));
    assertEquals(Set.of("n", "twice"), file.constants());
    assertEquals(Shape.vector(5), file.analysis().shape(Programs.constant(file, "v")));
    assertEquals(10.0, file.analysis().constants().constant(Programs.constant(file, "twice")).value());
  }

  @Test
  void aTruthConstKeepsItsType() {
    CheckedFile file = Programs.checked("const fast = 1 < 2; const v = if fast then 3 else 4;");
    assertTrue(file.analysis().truth(Programs.constant(file, "fast")));
    assertEquals(3.0, file.analysis().constants().constant(Programs.constant(file, "v")).value());
  }
}
