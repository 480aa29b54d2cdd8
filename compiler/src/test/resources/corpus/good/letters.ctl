model Größe {
  state θ : rad;
  state 位置 : m;
  param _x1 = 1;
  let Δθ = θ - θ_0;
}
