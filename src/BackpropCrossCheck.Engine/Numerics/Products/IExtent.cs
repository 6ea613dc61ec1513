namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>A number that the compiler knows, so that it leaves out what a smaller tile has no use for.</summary>
internal interface IExtent
{
    /// <summary>The number.</summary>
    static abstract int Count { get; }
}
