using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Tests.Grading.ByHand;

/// <summary>Hand calculations that are right are never called wrong, and a number that no way to calculate gives always is.</summary>
public sealed class HandCalculationTest
{
    private const int Exercises = 900;
    private const int Enough = 500;

    private static readonly HandWork[] Works = [.. Enumerable.Range(0, Exercises).Select(HandWork.Of).OfType<HandWork>()];

    [Test]
    public void Grade_RoundedAtEveryStep_IsNeverWrong()
    {
        Assert.That(Works.Select(work => work.Fault(work.Grade())).OfType<string>(), Is.Empty);
        Assert.That(Works, Has.Length.GreaterThan(Enough));
    }

    [Test]
    public void Grade_PartOfIt_IsNeverWrong()
        => Assert.That(Works.Select(work => work.Fault(work.GradePart())).OfType<string>(), Is.Empty);

    /// <summary>The rejecting twin: one unit of the last digit beyond what any way of rounding gives, from the start or from the person's own numbers.</summary>
    [Test]
    public void Grade_OneUnitBeyond_IsWrongThere()
    {
        var missed = new List<string>();
        int changed = 0;
        foreach (HandWork work in Works)
        {
            ((int Slot, int Index) place, decimal value) = work.Beyond();
            if (value == work.Numbers[place])
            {
                continue;
            }

            changed++;
            ResultComparison comparison = work.Grade(place, value);
            if (comparison.FirstWrong is not { } first || (first.Tensor.Slot.Index, first.Index) != place)
            {
                missed.Add($"{work}: {work.Reference.Fixture.Layout.Slots.First(slot => slot.Index == place.Slot)} {place.Index}: {work.Numbers[place]} → {value}, {comparison.Intermediates} {comparison.FirstWrong?.Tensor.Slot} {comparison.FirstWrong?.Index}");
            }
        }

        Assert.That(missed, Is.Empty);
        Assert.That(changed, Is.GreaterThan(Enough));
    }

    /// <summary>A slip that is carried on: everything after it is calculated rightly from the wrong number.</summary>
    [Test]
    public void Grade_OneSlipCarriedOn_IsNamedOnce()
    {
        var missed = new List<string>();
        int slips = 0;
        foreach (HandWork work in Works)
        {
            ((int Slot, int Index) place, decimal value) = work.Beyond();
            if (value == work.Numbers[place] || work.With(place, value) is not { } slipped)
            {
                continue;
            }

            slips++;
            ResultComparison comparison = slipped.Grade();
            if (comparison.Discrepancies != 1 || (comparison.FirstWrong!.Tensor.Slot.Index, comparison.FirstWrong.Index) != place)
            {
                missed.Add($"{work}: {work.Reference.Fixture.Layout.Slots.First(slot => slot.Index == place.Slot)} {place.Index}: {work.Numbers[place]} → {value}, {comparison.Intermediates} {comparison.FirstWrong?.Tensor.Slot} {comparison.FirstWrong?.Index} {comparison.Discrepancies}");
            }
        }

        Assert.That(missed, Is.Empty);
        Assert.That(slips, Is.GreaterThan(Enough));
    }
}
