namespace BackpropCrossCheck.Engine.Activations;

/// <summary>The symbols for the quantities of one unit in a formula.</summary>
/// <typeparam name="T">A formula, or a part of one.</typeparam>
/// <param name="PreActivation">a.</param>
/// <param name="Output">z = h(a).</param>
/// <param name="Alpha">α.</param>
public readonly record struct UnitFormula<T>(T PreActivation, T Output, T Alpha);
