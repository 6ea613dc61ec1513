namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>A function of one number, written twice: for registers of any width and for a single number. Both take the same steps, so they
/// give the same bits.</summary>
/// <remarks>The compiler could make the second from the first, but a small fixture would wait while it does.</remarks>
internal interface IUnitFunction
{
    /// <summary>The function in every lane.</summary>
    static abstract T Of<T>(T a)
        where T : struct, ILanes<T>;

    /// <summary>The function.</summary>
    static abstract double Of(double a);
}
