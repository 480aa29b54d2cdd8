/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.functions;

/** A complex number; enough of them for derivatives by complex step. */
record Complex(double re, double im) {
  static Complex of(double re) {
    return new Complex(re, 0);
  }

  Complex plus(Complex b) {
    return new Complex(re + b.re, im + b.im);
  }

  Complex plus(double b) {
    return new Complex(re + b, im);
  }

  Complex minus(Complex b) {
    return new Complex(re - b.re, im - b.im);
  }

  Complex times(Complex b) {
    return new Complex(re * b.re - im * b.im, re * b.im + im * b.re);
  }

  Complex times(double b) {
    return new Complex(re * b, im * b);
  }

  Complex over(Complex b) {
    double norm = b.re * b.re + b.im * b.im;
    return new Complex((re * b.re + im * b.im) / norm, (im * b.re - re * b.im) / norm);
  }

  Complex square() {
    return times(this);
  }

  /** The root with a positive real part, near the positive real axis. */
  Complex sqrt() {
    double root = Math.sqrt(0.5 * (Math.hypot(re, im) + re));
    return new Complex(root, im / (2 * root));
  }

  Complex sin() {
    return new Complex(Math.sin(re) * Math.cosh(im), Math.cos(re) * Math.sinh(im));
  }

  Complex cos() {
    return new Complex(Math.cos(re) * Math.cosh(im), -Math.sin(re) * Math.sinh(im));
  }
}
