namespace BackpropCrossCheck.Numbers;

/// <summary>The part of the calculation that a quantity belongs to.</summary>
public enum CalculationPass
{
    /// <summary>From the first layer to the last, and the loss.</summary>
    Forward,

    /// <summary>From the last layer to the first.</summary>
    Backward,

    /// <summary>The training: from the first layer to the last, and the loss after it.</summary>
    Update,
}
