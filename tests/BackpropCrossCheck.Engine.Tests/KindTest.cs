using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;

namespace BackpropCrossCheck.Engine.Tests;

/// <summary>The tables of the engine, and the kinds that the tests' own calculators know.</summary>
public sealed class KindTest
{
    [Test]
    public void Activations_OfTheTable_AreThoseThatTheTestsKnow()
        => Assert.That(Activation.All.Select(activation => activation.Kind), Is.EqualTo(Enum.GetValues<ActivationKind>()));

    [Test]
    public void Losses_OfTheTable_AreThoseThatTheTestsKnow()
        => Assert.That(LossTerm.All.Select(term => term.Kind), Is.EqualTo(Enum.GetValues<LossKind>()));

    [Test]
    public void Tables_ClassesOfTheAssembly_HaveEachOfThemOnce()
    {
        Type[] classes = typeof(Activation).Assembly.GetTypes();
        Assert.That(
            Activation.All.Select(activation => activation.GetType()),
            Is.EquivalentTo(classes.Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(Activation)))));
        Assert.That(
            LossTerm.All.Select(term => term.GetType()),
            Is.EquivalentTo(classes.Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(LossTerm)))));
        Assert.That(
            Optimizer.All.Select(optimizer => optimizer.GetType()),
            Is.EquivalentTo(classes.Where(type => type.IsPublic && !type.IsAbstract && type.IsAssignableTo(typeof(Optimizer)))));
    }

    /// <summary>A rule is the same again with its own parameters, and another with any other.</summary>
    [Test]
    public void Parameters_OfEachOptimizer_ArePartOfIt()
    {
        foreach (Optimizer optimizer in Optimizer.All)
        {
            string[] names = [.. optimizer.Parameters.Select(parameter => parameter.Name)];
            Assert.That(names, Is.Unique);
            Assert.That(optimizer.WithParameters(name => Value(name)), Is.EqualTo(optimizer));
            foreach (string changed in names)
            {
                Optimizer other = optimizer.WithParameters(name => name == changed ? Value(name) == 0.5 ? 0.25 : 0.5 : Value(name));
                Assert.That(other, Is.Not.EqualTo(optimizer), $"{optimizer.Name}, {changed}");
                Assert.That(
                    other.Parameters.Where(parameter => parameter.Value != Value(parameter.Name)).Select(parameter => parameter.Name),
                    Is.EqualTo(new[] { changed }));
            }

            double Value(string name) => optimizer.Parameters.Single(parameter => parameter.Name == name).Value;
        }
    }

    [Test]
    public void Names_OfTheTables_AreUniqueAndFoundAgain()
    {
        string[] names = [.. Activation.All.SelectMany(activation => activation.OtherNames.Prepend(activation.Name))];
        Assert.That(names, Is.Unique);
        Assert.That(Activation.All.Select(activation => Activation.Named(activation.Name)), Is.EqualTo(Activation.All));
        Assert.That(LossTerm.All.Select(term => LossTerm.Named(term.Name)), Is.EqualTo(LossTerm.All));
        Assert.That(Optimizer.All.Select(optimizer => Optimizer.Named(optimizer.Name)), Is.EqualTo(Optimizer.All));
        Assert.That(Optimizer.Named("Adam"), Is.Null);
    }

    /// <summary>Functions with different α are different; with the same α they are equal.</summary>
    [Test]
    public void Alpha_OfAnActivation_IsPartOfIt()
    {
        foreach (Activation activation in Activation.All.Where(activation => activation.Alpha is not null))
        {
            Activation other = activation.WithAlpha(3);
            Assert.That(other, Is.Not.EqualTo(activation));
            Assert.That(other.WithAlpha(activation.Alpha!.Value), Is.EqualTo(activation));
            Assert.That(activation.MeaningOfAlpha, Is.Not.Empty);
        }
    }

    /// <summary>h'' is the slope of h'. The rounding of h' is estimated from it.</summary>
    [Test]
    public void SecondDerivative_OfEveryActivation_IsTheSlopeOfTheDerivative([Values(-3.0, -0.7, 0.4, 2.5)] double a)
    {
        const double H = 1e-5;
        foreach (ElementwiseActivation activation in Activation.All.OfType<ElementwiseActivation>()
            .Where(activation => !Kink.IsNear(activation.Kinks, a, H)))
        {
            double slope = (activation.Derivative(a + H) - activation.Derivative(a - H)) / (2 * H);
            Assert.That(activation.SecondDerivative(a), Is.EqualTo(slope).Within(1e-9), activation.Name);
        }
    }

    /// <summary>The form in z, at z = h(a), is h'(a).</summary>
    [Test]
    public void DerivativeFromOutput_AtItsOutput_IsTheDerivative([Values(-1.5, -0.2, 0.3, 2.0)] double a)
    {
        foreach (ElementwiseActivation activation in Activation.All.OfType<ElementwiseActivation>())
        {
            double? form = activation.DerivativeFromOutput(activation.Value(a));
            Assert.That(form.HasValue, Is.EqualTo(activation.IsDerivativeWrittenInOutput), activation.Name);
            Assert.That(form ?? activation.Derivative(a), Is.EqualTo(activation.Derivative(a)).Within(1e-14), activation.Name);
        }
    }
}
