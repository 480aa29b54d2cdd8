const n = 3;
const g : m/s^2 = 9.81;
const A[2, 2] : kg = [1, 2; 3, 4];
