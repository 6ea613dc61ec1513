namespace BackpropCrossCheck.Engine.Numerics.Products;

/// <summary>The numbers of rows and of registers that a <see cref="RegisterTile{T, TRows, TColumns}"/> can have.</summary>
internal static class Extent
{
    internal readonly struct One : IExtent
    {
        public static int Count => 1;
    }

    internal readonly struct Two : IExtent
    {
        public static int Count => 2;
    }

    internal readonly struct Three : IExtent
    {
        public static int Count => 3;
    }

    internal readonly struct Four : IExtent
    {
        public static int Count => 4;
    }

    internal readonly struct Eight : IExtent
    {
        public static int Count => 8;
    }
}
