using System.Text;
using BackpropCrossCheck.Oracles.Messages;

namespace BackpropCrossCheck.Oracles.Tests.Messages;

public sealed class QuestionWriterTest
{
    [Test]
    public void Write_SmallQuestion_IsOneLineOfTheProtocol()
        => Assert.That(Encoding.UTF8.GetString(QuestionWriter.Write(7, Questions.Small()).Span), Is.EqualTo(
            """{"id":7,"precision":"float64","layers":[{"weights":[[0.1,-0.25,1E-300],[3.5,0.3333333333333333,1.7976931348623157E+308]]"""
            + ""","bias":[0.5,-1E+22],"activation":"tanh"},"""
            + """{"weights":[[1,2],[3,4]],"activation":"linear"}],"inputs":[[1,2,3],[4,5,6]],"labels":[[0,1],[1,0]]"""
            + ""","loss":{"kind":"half-squared-error","reduction":"sum"}}""" + "\n"));

    [Test]
    public void Write_Alpha_StandsWithTheActivation()
        => Assert.That(
            Encoding.UTF8.GetString(QuestionWriter.Write(1, Questions.OneLayer("elu", [1], [2], alpha: -0.5)).Span),
            Does.Contain("""{"weights":[[1]],"activation":"elu","alpha":-0.5}"""));
}
