namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>The numbers that a person rounds.</summary>
internal enum HandGrain
{
    /// <summary>Only numbers that are written down.</summary>
    Written,

    /// <summary>Also the first factor of δ, h'. A softmax has none; there it is ∂L/∂z.</summary>
    Derivatives,

    /// <summary>Also both factors of δ.</summary>
    Factors,

    /// <summary>Also each product before the sum.</summary>
    Products,
}
