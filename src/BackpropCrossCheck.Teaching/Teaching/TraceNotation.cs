namespace BackpropCrossCheck.Teaching;

/// <summary>How a trace writes δ and the update.</summary>
internal enum TraceNotation
{
    /// <summary>δ = ∂E/∂a and w ← w − η ∂E/∂w, as the paper.</summary>
    Paper,

    /// <summary>δ = (t − y)·h'(a), which is −∂E/∂a, and Δw = η δ z, as many textbooks.</summary>
    DeltaRule,
}
