/// Everyday lines that mean none of what a script listens for, so that plain talk about food or football is no
/// evidence for anything. They teach every intent what it is not; a script's own examples outweigh them.
enum Background {
  static let lines = """
    what is the weather like tomorrow
    it has been raining all day here
    whats the capital of france
    how do i cook rice
    can you recommend a good film
    i watched the football last night
    who won the match
    my phone battery is dying
    the wifi is down again
    how old are you
    whats your name
    tell me a joke
    i had pasta for dinner
    the bus was late this morning
    i need to buy milk and bread
    what time does the shop open
    how do i fix my printer
    my boss wants the report by friday
    i have a dentist appointment next week
    what should i wear to the interview
    my car needs new tyres
    the dog needs a walk
    can you help me with my homework
    what is seven times eight
    i am learning to play the guitar
    where did i put my keys
    the kids are at school
    my back hurts from the gym
    i am so bored at work
    what is the meaning of life
    how much does it cost to fly to spain
    i got a new laptop
    do you like pizza
    the neighbours are being loud
    remind me to call the bank
    set an alarm for six
    play some music
    turn the lights off
    translate hello into french
    i have an exam on monday
    how many miles to london
    is it going to snow
    i spilled coffee on my shirt
    what year did the war end
    my flight got cancelled
    i finished my book
    the game was brilliant
    i need a haircut
    can you order me a taxi
    how tall is mount everest
    the washing machine is broken
    i am making soup
    whats on tv tonight
    she is my favourite singer
    he is a great actor
    they are building a new road
    we are going camping at the weekend
    i like the colour blue
    that was a good lunch
    this chair is comfy
    i have a cold
    you are funny
    lol
    ok cool
    hmm
    what do you think
    i went for a run
    my sister had a baby
    my mum is coming for tea
    his new car is red
    her shop sells shoes
    it was a nice day
    there is a spider in the bath
    we won the quiz
    who are you voting for
    how does this work
    i cant find the remote
    i dont like mushrooms
    i never drink coffee
    i want a sandwich
    i need a new coat
    i feel like having pizza
    i think it is tuesday
    i know a good place for lunch
    i love this song
    i hate mondays
    i miss the summer
    he said the train was late
    she told me about the sale
    should i get the blue one or the red one
    why is the sky blue
    how long does it take to boil an egg
    can i get a refund for my ticket
    do i need a visa for turkey
    what is a good name for a cat
    """
}
