namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>The numbers of one unit from which somebody may work out h'.</summary>
/// <param name="A">The pre-activation.</param>
/// <param name="Z">The output.</param>
/// <param name="S">The sum that comes back, ∂L/∂z.</param>
internal readonly record struct UnitNumbers(double A, double Z, double S);
