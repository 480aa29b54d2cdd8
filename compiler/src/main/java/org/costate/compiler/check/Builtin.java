/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.Locale;
import org.costate.compiler.ops.Op;

/** The built-in functions: everything about each on one line. */
public enum Builtin {
  SIN("sin(x)", "sine of each element, in radians", new Form.Each(Op.SIN)),
  COS("cos(x)", "cosine of each element, in radians", new Form.Each(Op.COS)),
  TAN("tan(x)", "tangent of each element, in radians", new Form.Each(Op.TAN)),
  ASIN("asin(x)", "arc sine", new Form.Each(Op.ASIN)),
  ACOS("acos(x)", "arc cosine", new Form.Each(Op.ACOS)),
  ATAN("atan(x)", "arc tangent", new Form.Each(Op.ATAN)),
  ATAN2("atan2(y, x)", "angle of the point (x, y), from -pi to pi", new Form.Each(Op.ATAN2)),
  SINH("sinh(x)", "hyperbolic sine", new Form.Each(Op.SINH)),
  COSH("cosh(x)", "hyperbolic cosine", new Form.Each(Op.COSH)),
  TANH("tanh(x)", "hyperbolic tangent", new Form.Each(Op.TANH)),
  EXP("exp(x)", "e to the power x", new Form.Each(Op.EXP)),
  EXPM1("expm1(x)", "exp(x) - 1, exact for small x", new Form.Each(Op.EXPM1)),
  LOG("log(x)", "natural logarithm", new Form.Each(Op.LOG)),
  LOG1P("log1p(x)", "log(1 + x), exact for small x", new Form.Each(Op.LOG1P)),
  LOG10("log10(x)", "decimal logarithm", new Form.Each(Op.LOG10)),
  SQRT("sqrt(x)", "square root", new Form.Each(Op.SQRT)),
  CBRT("cbrt(x)", "cube root", new Form.Each(Op.CBRT)),
  POW("pow(x, y)", "x to the power y, for any y; x^2 is the product x*x", new Form.Each(Op.POW)),
  HYPOT("hypot(x, y)", "sqrt(x^2 + y^2)", new Form.Hypotenuse()),
  ABS("abs(x)", "absolute value", new Form.Each(Op.ABS)),
  SIGN("sign(x)", "-1, 0 or 1", new Form.Each(Op.SIGN)),
  FLOOR("floor(x)", "largest whole number not above x", new Form.Each(Op.FLOOR)),
  CEIL("ceil(x)", "smallest whole number not below x", new Form.Each(Op.CEIL)),
  ROUND("round(x)", "nearest whole number, ties to even", new Form.Each(Op.ROUND)),
  MOD("mod(x, y)", "x - y*floor(x/y), which has the sign of y", new Form.Each(Op.MOD)),
  MIN("min(x, y, ...) or min(a[n])", "smallest, element by element or of an array", new Form.Extreme(Op.MIN)),
  MAX("max(x, y, ...) or max(a[n])", "largest, element by element or of an array", new Form.Extreme(Op.MAX)),
  CLAMP("clamp(x, low, high)", "min(max(x, low), high)", new Form.Clamp()),
  SUM("sum(a[n])", "sum of the elements", Form.Reduction.SUM),
  PROD("prod(a[n])", "product of the elements", Form.Reduction.PROD),
  MEAN("mean(a[n])", "mean of the elements", Form.Reduction.MEAN),
  SUMSQ("sumsq(a[n])", "sum of the squared elements", Form.Reduction.SUMSQ),
  NORM("norm(a[n])", "sqrt(sumsq(a)), which has no derivative at zero", Form.Reduction.NORM),
  DOT("dot(a[n], b[n])", "inner product", new Form.Dot()),
  CROSS("cross(a[3], b[3])[3]", "vector product", new Form.Cross()),
  TRANSPOSE("transpose(A[m, n])[n, m]", "A'", new Form.Transposition()),
  DIAG("diag(a[n])[n, n] or diag(A[n, n])[n]", "diagonal matrix, or the diagonal of one", new Form.Diagonal()),
  EYE("eye(n)[n, n]", "identity matrix, n known when compiling", Form.Filled.EYE),
  ZEROS("zeros(n)[n] or zeros(m, n)[m, n]", "array of zeros, sizes known when compiling", Form.Filled.ZEROS),
  ONES("ones(n)[n] or ones(m, n)[m, n]", "array of ones, sizes known when compiling", Form.Filled.ONES),
  SIZE("size(a) or size(A, k)", "number of elements, or of rows (k = 1) or columns (k = 2); a constant",
      new Form.Size());

  private final String signature;
  private final String doc;
  private final Form form;

  Builtin(String signature, String doc, Form form) {
    this.signature = signature;
    this.doc = doc;
    this.form = form;
  }

  /** How the language writes its name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is called, with shapes. */
  public String signature() {
    return signature;
  }

  /** One line for the manual. */
  public String doc() {
    return doc;
  }

  Form form() {
    return form;
  }
}
