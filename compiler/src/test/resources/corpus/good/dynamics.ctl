model M {
  dynamics {
    let a = F / m;
    der(x) = v;
    next(k) = k + 1;
    equation load == m*g/4;
    equation balance: a + b == 0;
    after {
      x = clamp(x, -3, 3);
      v = 0;
    }
  }
}
