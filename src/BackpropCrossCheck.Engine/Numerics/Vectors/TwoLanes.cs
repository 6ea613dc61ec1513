using System.Runtime.Intrinsics;

namespace BackpropCrossCheck.Engine.Numerics.Vectors;

/// <summary>Two numbers: Arm.</summary>
/// <param name="numbers">The numbers.</param>
internal readonly unsafe struct TwoLanes(Vector128<double> numbers) : ILanes<TwoLanes>
{
    private readonly Vector128<double> _numbers = numbers;

    public static int Count => Vector128<double>.Count;

    public static TwoLanes Load(double* from) => new(Vector128.Load(from));

    public static TwoLanes All(double value) => new(Vector128.Create(value));

    public static TwoLanes MultiplyAdd(TwoLanes x, TwoLanes y, TwoLanes sum)
        => new(Vector128.FusedMultiplyAdd(x._numbers, y._numbers, sum._numbers));

    public static TwoLanes Abs(TwoLanes x) => new(Vector128.Abs(x._numbers));

    public static TwoLanes WithSign(TwoLanes magnitude, TwoLanes sign)
        => new(Vector128.ConditionalSelect(Vector128.Create(-0.0), sign._numbers, magnitude._numbers));

    public static TwoLanes AtLeast(TwoLanes x, TwoLanes limit)
        => new(Vector128.MaxNative(limit._numbers, x._numbers));

    public static TwoLanes UnlessNegative(TwoLanes x, TwoLanes unless, TwoLanes negative)
        => new(Vector128.ConditionalSelect(
            Vector128.LessThan(x._numbers, Vector128<double>.Zero), negative._numbers, unless._numbers));

    public static TwoLanes PowerOfTwo(TwoLanes lowestBits)
        => new(Vector128.ShiftLeft(lowestBits._numbers.AsInt64() + Vector128.Create(1023L), 52).AsDouble());

    public static bool AreAtLeast(TwoLanes x, TwoLanes limit) => Vector128.GreaterThanOrEqualAll(x._numbers, limit._numbers);

    public static bool AreZero(TwoLanes x) => Vector128.EqualsAll(x._numbers, Vector128<double>.Zero);

    public static TwoLanes operator +(TwoLanes x, TwoLanes y) => new(x._numbers + y._numbers);

    public static TwoLanes operator -(TwoLanes x, TwoLanes y) => new(x._numbers - y._numbers);

    public static TwoLanes operator *(TwoLanes x, TwoLanes y) => new(x._numbers * y._numbers);

    public static TwoLanes operator /(TwoLanes x, TwoLanes y) => new(x._numbers / y._numbers);

    public void Store(double* to) => _numbers.Store(to);
}
