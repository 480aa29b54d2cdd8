/** Row-major dense kernels on slices of {@code double[]}; none allocates, all give the same bits on every run. */
package org.costate.runtime.linalg;
