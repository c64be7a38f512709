# R: read.csv of every CSV file, with the column classes that the descriptor's types ask for.

# R tells a space in the name of its own program as "~+~".
program <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
here <- dirname(gsub("~+~", " ", program, fixed = TRUE))
source(file.path(here, "answer.R"))

CLASSES <- c(string = "character", integer = "integer", number = "numeric", boolean = "logical", date = "Date")

frames <- list()
for (resource in csv_resources(arguments[[1]])) {
  classes <- setNames(CLASSES[resource$types], names(resource$types))
  # An empty cell is a missing one, and nothing else is: without `na.strings` "NA" would be.
  frames[[resource$table]] <- read.csv(
    resource$path, colClasses = classes, na.strings = "", check.names = FALSE, encoding = "UTF-8"
  )
}
write_answer(frames, arguments[[2]])
