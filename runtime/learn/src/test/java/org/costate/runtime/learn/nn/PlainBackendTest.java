/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

class PlainBackendTest extends BackendContract {
  @Override
  Backend backend() {
    return KernelBackend.plain();
  }
}
