using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>Right hand calculations are never called wrong. A number that no way of calculating gives is always called wrong.</summary>
public sealed class HandCalculationTest
{
    private const int Exercises = 900;
    private const int Enough = 500;

    private static readonly HandWork[] Works = [.. Enumerable.Range(0, Exercises).Select(HandWork.Of).OfType<HandWork>()];

    private static readonly (HandWork Work, (int Step, int Index) Place, decimal Value)[] Slips =
        [.. Works.Select(work => (Work: work, Beyond: work.Beyond()))
            .Select(slip => (slip.Work, slip.Beyond.Place, slip.Beyond.Value))
            .Where(slip => slip.Value != slip.Work.Numbers[slip.Place])];

    [Test]
    public void Grade_RoundedAtEveryStep_IsNeverWrong()
    {
        Assert.That(Works.Select(work => work.Fault(work.Grade())).OfType<string>(), Is.Empty);
        Assert.That(Works, Has.Length.GreaterThan(Enough));
    }

    [Test]
    public void Grade_PartOfIt_IsNeverWrong()
        => Assert.That(Works.Select(work => work.Fault(work.GradePart())).OfType<string>(), Is.Empty);

    /// <summary>The rejecting twin: numbers one unit of the last digit beyond every way of rounding, from the start or from the person's
    /// own numbers.</summary>
    [Test]
    public void Grade_OneUnitBeyond_IsWrongThere()
    {
        IEnumerable<string> missed = Slips.Select(slip => slip.Work.Missed(slip.Place, slip.Value, slip.Work.Grade(slip.Place, slip.Value)))
            .OfType<string>();
        Assert.That(missed, Is.Empty);
        Assert.That(Slips, Has.Length.GreaterThan(Enough));
    }

    /// <summary>A slip that is carried on: everything after it is calculated correctly from the wrong number.</summary>
    [Test]
    public void Grade_OneSlipCarriedOn_IsNamedOnce()
    {
        var carried = Slips.Select(slip => (slip.Place, slip.Value, Work: slip.Work.With(slip.Place, slip.Value)))
            .Where(slip => slip.Work is not null).ToList();
        ResultComparison[] comparisons = [.. carried.Select(slip => slip.Work!.Grade())];
        Assert.That(
            carried.Zip(comparisons, (slip, comparison) => slip.Work!.Missed(slip.Place, slip.Value, comparison)).OfType<string>(),
            Is.Empty);
        Assert.That(
            carried.Zip(comparisons).Where(pair => pair.Second.Discrepancies != 1).Select(pair => pair.First.Work!.Fault(pair.Second)),
            Is.Empty);
        Assert.That(carried, Has.Count.GreaterThan(Enough));
    }
}
