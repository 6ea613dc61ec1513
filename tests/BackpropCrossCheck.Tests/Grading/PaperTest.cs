using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Judging;

namespace BackpropCrossCheck.Tests.Grading;

/// <summary>The paper's own calculation, sections 4 and 5, to two decimals.</summary>
public sealed class PaperTest
{
    [Test]
    public void Grade_PaperByHand_HasTheStatusesOfTheListing()
    {
        ResultComparison comparison = Graded();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Marks("pre-activation", 1), Is.EqualTo("ccc"), "0.5 1.1 1.7");
            // tanh 1.7 = 0.9354: the paper cuts off to 0.93.
            Assert.That(comparison.Marks("output", 1), Is.EqualTo("cct"), "0.46 0.80 0.93");
            // 0.4869 and 1.1463, cut off.
            Assert.That(comparison.Marks("output", 2), Is.EqualTo("tt"), "0.48 1.14");
            // 0.48 − 1 and 1.14 − 1.15 from its own outputs; truly −0.5131 and −0.0037.
            Assert.That(comparison.Marks("delta", 2), Is.EqualTo("ff"), "-0.52 -0.01");
            Assert.That(comparison.Marks("delta", 1), Is.EqualTo("ccc"), "-0.04 -0.04 -0.02");
            Assert.That(comparison.Marks("gradient", 1), Is.EqualTo("cccccc"), "-0.04 -0.08 ...");
            // Truly −0.2371 −0.4107 −0.4799 and −0.0017 −0.0029 −0.0034.
            Assert.That(comparison.Marks("gradient", 2), Is.EqualTo("cfccff"), "-0.24 -0.42 -0.48 0.00 -0.01 -0.01");
        }
    }

    [Test]
    public void Grade_PaperByHand_Passes()
    {
        ResultComparison comparison = Graded();
        var counts = comparison.AllNumbers().CountBy(number => number.Status!.Value).ToDictionary();
        Assert.That(counts, Is.EquivalentTo(new Dictionary<GradeStatus, int>
        {
            [GradeStatus.Correct] = 17,
            [GradeStatus.Truncated] = 3,
            [GradeStatus.Follows] = 5,
        }));
        Assert.That((comparison.Verdict, comparison.FirstWrong), Is.EqualTo((Verdict.Pass, (ComparedNumber?)null)));
    }

    /// <summary>The rejecting twin: two units of the last digit off make any of the 25 numbers wrong.</summary>
    [Test]
    public void Grade_OneUnitBeyond_IsWrongThere()
    {
        Fixture paper = RecordedFixtures.Paper;
        Reference reference = Planted.Reference(paper);
        var hand = IndependentResult.Of(paper.Expected[1]);
        int wrong = 0;
        foreach (ComparedNumber number in Graded().AllNumbers())
        {
            foreach (double step in (double[])[0.02, -0.02])
            {
                ResultComparison comparison = ResultComparer.Compare(reference,
                    hand.With(number.Step, number.Index, number.Other!.Value + step));
                ComparedNumber first = comparison.FirstWrong!;
                Assert.That((first.Step, first.Index), Is.EqualTo((number.Step, number.Index)), $"{number.Step} {number.Index} {step}");
                wrong++;
            }
        }

        Assert.That(wrong, Is.EqualTo(50));
    }

    private static ResultComparison Graded()
    {
        Fixture paper = RecordedFixtures.Paper;
        return ResultComparer.Compare(Planted.Reference(paper), IndependentResult.Of(paper.Expected[1]));
    }
}
