model M {
  noise kick[2] : N*m ~ normal(0, 0.05);
  observe joint[2] : rad = [q1, q2] + kick;
  observe y = x;
}
