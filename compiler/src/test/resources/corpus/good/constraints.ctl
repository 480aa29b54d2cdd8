problem P {
  constraints {
    path x <= 3;
    path clear: sumsq(p - obs[i, :]) >= (rad[i] + margin)^2 for i in 1:n_obs;
    path curb: y >= -3.5 soft 200;
    path both: f(i, j) >= 0 for i in 1:2*n soft 1e3;
    initial x == 0;
    terminal there: p == goal;
    terminal stop: -0.05 <= omega <= 0.05;
    at(2 [s]) gate: sumsq(p - ring) <= 0.1^2;
    at(T / 2) x != 3;
  }
  terminate when abs(x) > 2.4;
  terminate when fell: x < 0 or y > 1 and not z;
}
