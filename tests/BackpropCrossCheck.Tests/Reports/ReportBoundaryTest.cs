using BackpropCrossCheck.Reports;

namespace BackpropCrossCheck.Tests.Reports;

/// <summary>A fault of the program in one report stays in that report.</summary>
public sealed class ReportBoundaryTest
{
    [Test]
    public void Write_FaultOfTheProgram_IsNamedAndGoesNoFurther()
    {
        using var diagnostics = new StringWriter();

        bool isWritten = ReportBoundary.Write("the report junit=x.xml", diagnostics, () => throw new InvalidOperationException("planted"));

        Assert.That(isWritten, Is.False);
        Assert.That(
            diagnostics.ToString(),
            Does.StartWith(
                "backprop-check: the report junit=x.xml cannot be written: internal error: InvalidOperationException: "
                    + "planted (at ").And.Contain("(exit code 4)"));
    }

    [Test]
    public void Write_SoundReport_IsWrittenInSilence()
    {
        using var diagnostics = new StringWriter();
        int written = 0;

        Assert.That(ReportBoundary.Write("the report", diagnostics, () => written++));
        Assert.That((written, diagnostics.ToString()), Is.EqualTo((1, string.Empty)));
    }

    [Test]
    public void Write_WhatTheSystemRefuses_IsTheCallersToSay()
        => Assert.That(
            () => ReportBoundary.Write("the report", TextWriter.Null, () => throw new IOException("full")), Throws.TypeOf<IOException>());
}
