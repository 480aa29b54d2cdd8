/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/* Included before an exported file, so that it calls the mathematical functions of Java: then every bit of its results can be compared. */
#include <math.h>

double (*java_sin)(double);
double (*java_cos)(double);
double (*java_tan)(double);
double (*java_asin)(double);
double (*java_acos)(double);
double (*java_atan)(double);
double (*java_sinh)(double);
double (*java_cosh)(double);
double (*java_tanh)(double);
double (*java_exp)(double);
double (*java_expm1)(double);
double (*java_log)(double);
double (*java_log1p)(double);
double (*java_log10)(double);
double (*java_cbrt)(double);
double (*java_atan2)(double, double);
double (*java_pow)(double, double);

#define sin(a) java_sin(a)
#define cos(a) java_cos(a)
#define tan(a) java_tan(a)
#define asin(a) java_asin(a)
#define acos(a) java_acos(a)
#define atan(a) java_atan(a)
#define sinh(a) java_sinh(a)
#define cosh(a) java_cosh(a)
#define tanh(a) java_tanh(a)
#define exp(a) java_exp(a)
#define expm1(a) java_expm1(a)
#define log(a) java_log(a)
#define log1p(a) java_log1p(a)
#define log10(a) java_log10(a)
#define cbrt(a) java_cbrt(a)
#define atan2(a, b) java_atan2(a, b)
#define pow(a, b) java_pow(a, b)
