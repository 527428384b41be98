// The texts of the interface, from the desk's own script.
export { count, number, t } from "../desk/assets/words.js";
