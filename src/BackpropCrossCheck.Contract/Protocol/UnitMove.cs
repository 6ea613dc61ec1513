namespace BackpropCrossCheck.Protocol;

/// <summary>One pre-activation that moves in one sample.</summary>
/// <param name="Sample">The sample, from 0.</param>
/// <param name="Unit">The unit, from 0.</param>
/// <param name="Distance">How far it moves.</param>
public readonly record struct UnitMove(int Sample, int Unit, double Distance);
