using BackpropCrossCheck.Relations;

namespace BackpropCrossCheck.Tests.Relations;

public sealed class RowSpanTest
{
    /// <summary>A second row that leaves 2e-13 of the first beside it is a direction of its own; 5e-14 is rounding.</summary>
    [TestCase(2e-13, 1)]
    [TestCase(5e-14, 2)]
    public void Complement_AlmostParallelRows_AreOneUpToTheLimit(double apart, int left)
    {
        double[] complement = RowSpan.Complement([1, 0, 0, 0.5, apart, 0], 3);
        double trace = complement[0] + complement[4] + complement[8];
        Assert.That(trace, Is.EqualTo(left).Within(1e-12), "the trace of a projection is how many directions it leaves");
    }

    [Test]
    public void Complement_Rows_LeavesWhatIsOrthogonalToThem()
        => Assert.That(
            RowSpan.Complement([3, 0, 4, 0, 2, 0], 3), Is.EqualTo(new[] { 0.64, 0, -0.48, 0, 0, 0, -0.48, 0, 0.36 }).Within(1e-15));

    [Test]
    public void Complement_Zeros_LeavesEverything()
        => Assert.That(RowSpan.Complement([0, 0], 2), Is.EqualTo(new double[] { 1, 0, 0, 1 }));
}
