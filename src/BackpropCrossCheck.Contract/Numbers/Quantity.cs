namespace BackpropCrossCheck.Numbers;

/// <summary>What a number of the calculation is.</summary>
public enum Quantity
{
    /// <summary>a = Wz + b.</summary>
    PreActivation,

    /// <summary>z = h(a).</summary>
    Output,

    /// <summary>L.</summary>
    Loss,

    /// <summary>δ = ∂L/∂a.</summary>
    Delta,

    /// <summary>∂L/∂w or ∂L/∂b.</summary>
    Gradient,

    /// <summary>A weight or bias after training.</summary>
    UpdatedParameter,

    /// <summary>L after training.</summary>
    UpdatedLoss,
}
