namespace BackpropCrossCheck.Tests;

public sealed class GoldenFileTest
{
    [Test]
    public void Difference_SameText_IsNone() => Assert.That(GoldenFile.Difference("a\nb\n", "a\nb\n"), Is.Null);

    [TestCase("a\nb\n", "a\nc\n", "line 2: expected \"b\", got \"c\"")]
    [TestCase("a\n", "a\nb", "line 2: expected \"\", got \"b\"")]
    [TestCase("a", "a\nb", "line 2: expected no such line, got \"b\"")]
    [TestCase("a\nb", "a", "line 2: expected \"b\", got no such line")]
    public void Difference_OtherText_TellsTheFirstLine(string expected, string actual, string difference)
        => Assert.That(GoldenFile.Difference(expected, actual), Is.EqualTo(difference));

    [TestCase(null, null, false)]
    [TestCase("0", null, false)]
    [TestCase(null, "true", false)]
    [TestCase("1", null, true)]
    [TestCase("1", "false", true)]
    public void MayRenew_OutsideCi_FollowsTheVariable(string? renew, string? ci, bool expected)
        => Assert.That(GoldenFile.MayRenew(renew, ci), Is.EqualTo(expected));

    [Test]
    public void MayRenew_InCi_IsRefused() => Assert.That(() => GoldenFile.MayRenew("1", "true"), Throws.InvalidOperationException);
}
