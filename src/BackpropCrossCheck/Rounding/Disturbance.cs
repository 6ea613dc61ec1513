namespace BackpropCrossCheck.Rounding;

/// <summary>What a repetition of a training does in place of the other side's roundings.</summary>
internal enum Disturbance
{
    /// <summary>Every gradient and every parameter is moved with a sign of its own.</summary>
    OwnSigns,

    /// <summary>The gradients of all weights into a unit, and of its bias, grow or shrink together: δ·z of one δ that is off. Their moves
    /// add up in the unit's next pre-activation, where moves with signs of their own mostly cancel.</summary>
    SignsOfUnits,

    /// <summary>The gradients of all weights that take the same input grow or shrink together: δ·z of one z that is off.</summary>
    SignsOfInputs,

    /// <summary>As <see cref="OwnSigns"/>, but parameters are not moved: they are rounded to the nearest number of the format, at the start
    /// and after each update. If a gradient hardly changes, each update rounds a parameter the same way, which random signs do not show: 50
    /// steps of a third of a last digit are lost, every one of them.</summary>
    Storage,
}
