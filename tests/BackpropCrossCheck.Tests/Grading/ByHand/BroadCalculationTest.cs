namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>Hand calculations over every activation, loss and convention: the right ones are right, and of a slip of the pen the one wrong
/// number is named and no other.</summary>
public sealed class BroadCalculationTest
{
    private const int Exercises = 750;
    private const int Enough = 500;

    private static readonly HandWork[] Works = [.. Enumerable.Range(0, Exercises).Select(HandWork.OfAnyKind).OfType<HandWork>()];

    private static readonly (HandWork Work, (int Step, int Index) Place, decimal Value)[] Slips =
        [.. Works.Select(work => (Work: work, Slip: work.Slip())).Where(slip => slip.Slip is not null)
            .Select(slip => (slip.Work, slip.Slip!.Value.Place, slip.Slip!.Value.Value))];

    [Test]
    public void Grade_RightCalculation_IsNeverWrong()
    {
        RequireNone(Works.Select(work => work.Fault(work.Grade())));
        Assert.That(Works, Has.Length.GreaterThan(Enough));
    }

    [Test]
    public void Grade_PartOfARightCalculation_IsNeverWrong()
        => RequireNone(Works.Select(work => work.Fault(work.GradePart())));

    /// <summary>Everything after the slip is calculated from it.</summary>
    [Test]
    public void Grade_SlipThatIsCarriedOn_IsTheOneWrongNumber()
    {
        var carried = Slips.Select(slip => (slip.Place, slip.Value, Work: slip.Work.With(slip.Place, slip.Value)))
            .Where(slip => slip.Work is not null).ToList();
        RequireNone(carried.Select(slip => slip.Work!.NotTheOnlyOne(slip.Place, slip.Value, slip.Work.Grade())));
        Assert.That(carried, Has.Count.GreaterThan(Enough));
    }

    /// <summary>The number was written down wrongly, and used as it was.</summary>
    [Test]
    public void Grade_SlipThatIsNotCarriedOn_IsTheOneWrongNumber()
    {
        RequireNone(
            Slips.Select(slip => slip.Work.NotTheOnlyOne(slip.Place, slip.Value, slip.Work.Grade(slip.Place, slip.Value))));
        Assert.That(Slips, Has.Length.GreaterThan(Enough));
    }

    private static void RequireNone(IEnumerable<string?> faults)
    {
        string[] all = [.. faults.OfType<string>()];
        Assert.That(all, Is.Empty, string.Join('\n', all.Prepend(FormattableString.Invariant($"{all.Length} of {Works.Length}:"))));
    }
}
