namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>What somebody rounds.</summary>
internal enum HandGrain
{
    /// <summary>What is written down.</summary>
    Written,

    /// <summary>The first factor of δ, h', too; before a softmax, which has none, ∂L/∂z.</summary>
    Derivatives,

    /// <summary>The two factors of δ, too.</summary>
    Factors,

    /// <summary>Each product before it is summed, too.</summary>
    Products,
}
