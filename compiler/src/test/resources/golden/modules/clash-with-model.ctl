import plants.cart as c;
const g = 9.81;
problem P for c.Cart {
  horizon 1 steps 10;
  start x = 1;
  minimize { running g*u^2; terminal x^2; }
}
// ---- plants/cart.ctl ----
model Cart { param g = 1.62; state x; control u; dynamics { der(x) = u - g; } }
