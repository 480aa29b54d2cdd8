model M {
  coordinate q1 : rad rate w1 in [-3, 3];
  coordinate q[3] rate w;
  coordinate p[3] : m rate v in [-1, 1];
}
