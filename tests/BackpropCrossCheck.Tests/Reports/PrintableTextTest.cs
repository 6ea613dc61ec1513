using BackpropCrossCheck.Text;

namespace BackpropCrossCheck.Tests.Reports;

public sealed class PrintableTextTest
{
    [TestCase("a\u0001b", @"a\u0001b")]
    [TestCase("a\r\nb", @"a\u000d\u000ab")]
    [TestCase("\u202eb", @"\u202eb")]
    [TestCase("\uFFFE\uFFFF", @"\ufffe\uffff")]
    [TestCase("\u0085", @"\u0085")]
    [TestCase("::error::x", @"\u003a:error::x")]
    [TestCase("a ::error::x", @"a \u003a:error::x")]
    [TestCase("a\n::error::x", @"a\u000a\u003a:error::x")]
    [TestCase("##[error]x", @"\u0023#[error]x")]
    [TestCase("a##vso[x]", @"a\u0023#vso[x]")]
    [TestCase("##teamcity[x]", @"\u0023#teamcity[x]")]
    public void Of_Unsafe_IsVisible(string text, string printable) => Assert.That(PrintableText.Of(text), Is.EqualTo(printable));

    [TestCase("")]
    [TestCase("plain: text")]
    [TestCase("std::vector")]
    [TestCase("## heading [x]")]
    [TestCase("网络 😀 é")]
    public void Of_Safe_StaysTheSame(string text) => Assert.That(PrintableText.Of(text), Is.SameAs(text));

    // An attribute cannot contain half a surrogate pair, so this is no test case.
    [Test]
    public void Of_HalfAPair_IsVisible()
    {
        Assert.That(PrintableText.Of("a" + (char)0xD83D + "b"), Is.EqualTo(@"a\ud83db"));
        Assert.That(PrintableText.Of("a" + (char)0xDE00), Is.EqualTo(@"a\ude00"));
        Assert.That(PrintableText.Of("a" + (char)0xD83D + (char)0xDE00), Is.EqualTo("a😀"));
    }
}
