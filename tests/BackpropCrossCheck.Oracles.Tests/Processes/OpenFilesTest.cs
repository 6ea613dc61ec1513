using System.Text;
using BackpropCrossCheck.Oracles.Processes;

namespace BackpropCrossCheck.Oracles.Tests.Processes;

/// <summary>Tests how the limit of open files is read.</summary>
public sealed class OpenFilesTest
{
    private const string Before = "Limit                     Soft Limit           Hard Limit           Units     \n"
        + "Max core file size        0                    unlimited            bytes     \n";

    private const string After = "Max locked memory         8388608              8388608              bytes     \n";

    [TestCase("1024                 1048576              files     \n", ExpectedResult = 1024)]
    [TestCase("2147483647           2147483647           files     \n", ExpectedResult = int.MaxValue)]
    [TestCase("2147483648           2147483648           files     \n", ExpectedResult = null)]
    [TestCase("unlimited            unlimited            files     \n", ExpectedResult = null)]
    [TestCase("12", ExpectedResult = 12)]
    [TestCase("", ExpectedResult = null)]
    public int? Limit_OfALine_IsTheSoftOne(string limits)
        => OpenFiles.Limit(Encoding.ASCII.GetBytes($"{Before}Max open files            {limits}{After}"));

    [Test]
    public void Limit_WithoutTheLine_IsNone() => Assert.That(OpenFiles.Limit(Encoding.ASCII.GetBytes(Before + After)), Is.Null);

    [Test]
    public void WhyTooFew_HereAndNow_IsNothing() => Assert.That(OpenFiles.WhyTooFew(), Is.Null);
}
